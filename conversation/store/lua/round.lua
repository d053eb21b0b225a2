-- One round of a partition's loop: takes or keeps the lease, notes what has been done, reads what is to do.
-- KEYS: 1 lease, 2 outbox, 3 sending, 4 refused, 5 urgent, 6 alarms, 7 parked, 8 going, 9 looks
-- ARGV: 1 holder, 2 lease ms, 3 renew below ms, 4 read entries after this one ("-" from the start), 5 at most so many
--   entries, 6 at most so many alarms, 7 what conversations' keys begin with, 8 wake channel, 9 "<node> ";
--   10 n done, 11 n unmarked, 12 n refused, 13 n parked, 14 n marked, 15 n taken, 16 n put off,
--   17 ms after which the network is asked what became of a text that has not left, 18 the same of one that has;
--   19 at most so many texts to ask for; then in that order
--   entry, conversation, effect, status; entry; entry, times; entry; entry;
--   entry, conversation, effect, the network's id or ""; entry, until ms
-- Result: 1 now ms, 2 "kept", "taken" (then the outbox is read from its start) or "other", 3 ms left of the lease,
--   4 entries: {entry, fields, sending since, times refused}, 5 alarms: conversation, ms, soonest first, those
--   that are due and the next to come, 6 those of the marked and of the taken for which nothing is left to be done,
--   7 texts to ask the network for: effect, its id, try
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local n = 20
local k = { outbox = KEYS[2], sending = KEYS[3], refused = KEYS[4], urgent = KEYS[5], going = KEYS[8], looks = KEYS[9] }
local gone = {}

-- What was done was done, whoever holds the lease now.
for _ = 1, ARGV[10] do
  remove(k, ARGV[n])
  local status = ARGV[n + 3]
  if status ~= '' then
    local key = ARGV[7] .. ARGV[n + 1] .. ':delivery'
    if deliver(key, ARGV[n + 2], status) == 1 then
      redis.call('PUBLISH', ARGV[8], ARGV[9] .. ARGV[n + 1] .. ' 0')
    end
    ended(k, ARGV[n + 2])
  end
  n = n + 4
end
local unmarked = n -- what follows of these comes below
n = n + ARGV[11] + 2 * ARGV[12] + ARGV[13] + ARGV[14]
for _ = 1, ARGV[15] do
  local entry, conversation, effect, sid = ARGV[n], ARGV[7] .. ARGV[n + 1], ARGV[n + 2], ARGV[n + 3]
  local r, status = going(k, effect), redis.call('HGET', conversation .. ':delivery', effect)
  if status then -- else it was erased meanwhile
    take(conversation .. ':taken', conversation .. ':times', effect, sid)
  end
  local held = false
  if not status or rank[status] == 3 then
    remove(k, entry)
    ended(k, effect)
  elseif r and r.entry == entry then
    r.at = now
    if sid ~= '' then
      r.sid = sid
    end
    if r.sid == '' then -- nobody can be asked what becomes of it
      deliver(conversation .. ':delivery', effect, 'sent')
      remove(k, entry)
      ended(k, effect)
    else
      held = status ~= 'sent' and named(r.fields).l ~= 'safety'
      if held then
        redis.call('HSET', KEYS[3], entry, '+' .. now)
      else
        remove(k, entry)
      end
      keep(k, effect, r)
      redis.call('ZADD', k.looks, now + ARGV[status == 'sent' and 18 or 17], effect)
    end
  end
  if not held then
    gone[#gone + 1] = entry
  end
  n = n + 4
end
local putOff = n
n = unmarked

local holder, state, cursor = redis.call('GET', KEYS[1]), 'kept', ARGV[4]
if not holder then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  state, cursor = 'taken', '-'
elseif holder ~= ARGV[1] then
  return { now, 'other', redis.call('PTTL', KEYS[1]), {}, {}, {}, {} }
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
      local of = named(entry[2])
      deliver(ARGV[7] .. of.c .. ':delivery', of.e, 'failed') -- staff see that it does not go
      remove(k, ARGV[n])
      ended(k, of.e)
    end
    n = n + 1
  end
end

if state == 'kept' then
  for i = putOff, putOff + 2 * ARGV[16] - 1, 2 do
    local entry = redis.call('XRANGE', KEYS[2], ARGV[i], ARGV[i])[1]
    if entry then
      local of = named(entry[2])
      later(k, entry[2], of.n or 1, ARGV[i + 1], of.w or '')
      remove(k, ARGV[i])
      ended(k, of.e)
    end
  end
end

-- What was unmarked just above may be marked anew, so this comes last. Its record is kept from here on: a callback
-- may be faster than the answer to the call.
if state == 'kept' then
  for _ = 1, ARGV[14] do
    local entry = redis.call('XRANGE', KEYS[2], ARGV[n], ARGV[n])[1]
    if entry then
      local of = named(entry[2])
      redis.call('HSET', KEYS[3], ARGV[n], now)
      keep(k, of.e, { entry = ARGV[n], sid = '', at = now, try = (of.n or 1) + 0, fields = entry[2] })
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
local looks = {}
for _, effect in ipairs(redis.call('ZRANGE', k.looks, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[19])) do
  local r = going(k, effect)
  if r and r.sid ~= '' then
    looks[#looks + 1], looks[#looks + 2], looks[#looks + 3] = effect, r.sid, r.try
  else
    redis.call('ZREM', k.looks, effect)
  end
end
return { now, state, redis.call('PTTL', KEYS[1]), entries, alarms, gone, looks }
