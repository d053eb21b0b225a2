-- Notes what became of a text: the network has told us, or was asked. An effect that is not known, because it was
-- erased, is let go.
-- KEYS: 1 delivery, 2 taken, 3 outbox, 4 sending, 5 refused, 6 urgent, 7 going, 8 looks, 9 times
-- ARGV: 1 effect, 2 status, "" where there is no news, 3 the network's id of the text, or "", 4 which try it was,
--   5 what the conversation has been told: "again" that it is tried again, "never" that it will not arrive, else "", 6 why it did not arrive, or "",
--   7 wake channel, 8 "<node> <conversation> ", 9 "yes" where the network was asked, "vain" where it did not answer,
--   else "", 10 how many looks there are, then the looks, ms after it was taken, then the waits before it is
--   tried again, ms, as far as its failure may be tried again
-- Result: "moved"; "again" where it waits to be tried again; "tell again" where it is to be, and "tell never" where it will
--   not arrive, and nothing is written before the conversation has been told; "" where nothing has changed
local k = { outbox = KEYS[3], sending = KEYS[4], refused = KEYS[5], urgent = KEYS[6], going = KEYS[7], looks = KEYS[8] }
local effect, status, sid, try = ARGV[1], ARGV[2], ARGV[3], ARGV[4] + 0
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local looks, waits = {}, {}
for i = 1, ARGV[10] do
  looks[i] = ARGV[10 + i] + 0
end
for i = 11 + #looks, #ARGV do
  waits[#waits + 1] = ARGV[i] + 0
end

local was = redis.call('HGET', KEYS[1], effect)
if not was then
  ended(k, effect)
  return ''
end
take(KEYS[2], KEYS[9], effect, sid)
local r, result = going(k, effect), ''
if r and try < r.try and status ~= 'delivered' then
  return '' -- it is about a try that is over
end
if status ~= '' and rank[status] > rank[was] then
  if status == 'failed' and ARGV[5] ~= 'never' then
    local wait = r and r.fields and waits[r.try]
    if wait and r.try > 2 and named(r.fields).l == 'safety' then
      wait = nil -- words about danger are of the hour
    end
    if not wait then
      return 'tell never'
    end
    if ARGV[5] ~= 'again' then
      return 'tell again'
    end
    remove(k, r.entry)
    redis.call('HSET', KEYS[1], effect, 'waiting') -- it is not on their phone
    local entry = later(k, r.fields, r.try + 1, now + wait, ARGV[6])
    redis.call('ZREM', k.looks, effect)
    keep(k, effect, { entry = entry, sid = '', at = now, try = r.try + 1 })
    redis.call('PUBLISH', ARGV[7], ARGV[8] .. effect)
    return 'again'
  end
  redis.call('HSET', KEYS[1], effect, status)
  result, was = 'moved', status
  if r and rank[status] > rank.unknown then
    remove(k, r.entry) -- the next one may go
  end
end
if rank[was] == 3 then
  ended(k, effect)
elseif r and (result ~= '' or ARGV[9] ~= '') then
  if ARGV[9] ~= '' then
    remove(k, r.entry) -- the next one has waited long enough
  end
  local look
  for i = (was == 'sent' and 2 or 1), #looks do
    if not look and r.at + looks[i] > now then
      look = r.at + looks[i]
    end
  end
  if not look and ARGV[9] == 'vain' and now < r.at + 2 * looks[#looks] then
    look = now + looks[math.min(3, #looks)]
  end
  if sid ~= '' then
    r.sid = sid
  end
  if look then
    keep(k, effect, r)
    redis.call('ZADD', k.looks, look, effect)
  else
    ended(k, effect)
    if deliver(KEYS[1], effect, 'unknown') == 1 then
      result = 'moved'
    end
  end
end
if result == 'moved' then
  redis.call('PUBLISH', ARGV[7], ARGV[8] .. effect)
end
return result
