-- One round of a partition's loop: takes or keeps the lease, notes what has been done, reads what is to do.
-- KEYS: 1 lease, 2 outbox, 3 sending, 4 refused, 5 urgent, 6 alarms, 7 parked
-- ARGV: 1 holder, 2 lease ms, 3 renew below ms, 4 read entries after this one ("-" from the start), 5 at most so many
--   entries, 6 at most so many alarms, 7 what conversations' keys begin with, 8 wake channel, 9 "<node> ";
--   10 n done, 11 n unmarked, 12 n refused, 13 n parked, 14 n marked; then in that order
--   entry, conversation, effect, status or "", the network's id or ""; entry; entry, times; entry; entry
-- Result: 1 now ms, 2 "kept", "taken" (then the outbox is read from its start) or "other", 3 ms left of the lease,
--   4 entries: {entry, fields, sending since, times refused}, 5 alarms: conversation, ms, soonest first, those
--   that are due and the next to come, 6 those of the marked that are no longer in the outbox
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local n = 15
local function remove(entry)
  redis.call('XDEL', KEYS[2], entry)
  redis.call('HDEL', KEYS[3], entry)
  redis.call('HDEL', KEYS[4], entry)
  redis.call('ZREM', KEYS[5], entry)
end

-- What was done was done, whoever holds the lease now.
for _ = 1, ARGV[10] do
  remove(ARGV[n])
  if ARGV[n + 3] ~= '' then
    local key = ARGV[7] .. ARGV[n + 1] .. ':delivery'
    if deliver(key, ARGV[n + 2], ARGV[n + 3]) == 1 then
      redis.call('PUBLISH', ARGV[8], ARGV[9] .. ARGV[n + 1] .. ' 0')
    end
    take(ARGV[7] .. ARGV[n + 1] .. ':taken', ARGV[n + 4])
  end
  n = n + 5
end

local holder, state, cursor = redis.call('GET', KEYS[1]), 'kept', ARGV[4]
if not holder then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  state, cursor = 'taken', '-'
elseif holder ~= ARGV[1] then
  return { now, 'other', redis.call('PTTL', KEYS[1]), {}, {}, {} }
elseif redis.call('PTTL', KEYS[1]) < ARGV[3] + 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end

-- The rest is for who holds the lease; one that was taken anew reads first.
if state == 'kept' then
  for _ = 1, ARGV[11] do
    redis.call('HDEL', KEYS[3], ARGV[n])
    n = n + 1
  end
  for _ = 1, ARGV[12] do
    if redis.call('XRANGE', KEYS[2], ARGV[n], ARGV[n])[1] then
      redis.call('HSET', KEYS[4], ARGV[n], ARGV[n + 1])
      redis.call('HDEL', KEYS[3], ARGV[n])
    end
    n = n + 2
  end
  for _ = 1, ARGV[13] do
    local entry = redis.call('XRANGE', KEYS[2], ARGV[n], ARGV[n])[1]
    if entry then
      redis.call('XADD', KEYS[7], '*', 'parked', now, unpack(entry[2]))
      local of = {}
      for i = 1, #entry[2], 2 do
        of[entry[2][i]] = entry[2][i + 1]
      end
      deliver(ARGV[7] .. of.c .. ':delivery', of.e, 'failed') -- staff see that it does not go
      remove(ARGV[n])
    end
    n = n + 1
  end
end

-- What was unmarked just above may be marked anew, so this comes last.
local gone = {}
if state == 'kept' then
  for _ = 1, ARGV[14] do
    if redis.call('XRANGE', KEYS[2], ARGV[n], ARGV[n])[1] then
      redis.call('HSET', KEYS[3], ARGV[n], now)
    else
      gone[#gone + 1] = ARGV[n]
    end
    n = n + 1
  end
end

local from = '-'
if cursor ~= '-' then
  from = '(' .. cursor
end
local entries = redis.call('XRANGE', KEYS[2], from, '+', 'COUNT', ARGV[5])
for i, entry in ipairs(entries) do
  entries[i] = { entry[1], entry[2], redis.call('HGET', KEYS[3], entry[1]), redis.call('HGET', KEYS[4], entry[1]) }
end
local alarms = redis.call('ZRANGE', KEYS[6], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[6], 'WITHSCORES')
for _, v in ipairs(redis.call('ZRANGE', KEYS[6], '(' .. now, '+inf', 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES')) do
  alarms[#alarms + 1] = v
end
return { now, state, redis.call('PTTL', KEYS[1]), entries, alarms, gone }
