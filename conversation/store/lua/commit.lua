-- Writes one turn, whole or not at all. Everything that may refuse comes before the first write.
-- KEYS: 1 conversation, 2 lines, 3 once, 4 delivery, 5 outbox, 6 alarms, 7 unread, 8 alerts, 9 urgent;
--   where it came through a door 10 address, 11 routed; then the addresses that this turn shuts
-- ARGV: 1 conversation id, 2 expected version, 3 command id, 4 state, 5 wrapped key ("" keeps it), 6 at ms,
--   7 once-key or "", 8 seq for the once-key, 9 alarm ms or "", 10 unread ms or "", 11 wake channel, 12 wake message,
--   13 "1" where it came through a door: 14 the address's expected conversation or "", 15 message id,
--   16 channel, 17 address, 18 number, sealed, or "";
--   19 n lines, 20 n deliveries, 21 n outbox entries, 22 n alerts opened, 23 n alerts closed; then in that order
--   lines; effect, status; kind, lane, effect, payload; alert, raised ms; alert
-- Result: "done" (also when this very command was done before) or "lost": somebody else was first, read again.
local conversation, id, at = KEYS[1], ARGV[1], ARGV[6]
local was = redis.call('HMGET', conversation, 'version', 'command', 'address:' .. ARGV[16])
if was[2] == ARGV[3] then
  return 'done'
end
if (was[1] or '0') ~= ARGV[2] then
  return 'lost'
end
local shut = 10
if ARGV[13] == '1' then
  shut = 12
  local address = redis.call('HMGET', KEYS[10], 'conversation', 'gone')
  local routed = redis.call('HGET', KEYS[11], ARGV[15])
  if (address[1] or '') ~= ARGV[14] or address[2] or (routed and routed ~= id) then
    return 'lost'
  end
  if not address[1] then
    redis.call('HSET', KEYS[10], 'conversation', id)
  end
  redis.call('HSET', KEYS[11], ARGV[15], id)
  if was[3] ~= ARGV[17] then
    redis.call('HSET', conversation, 'address:' .. ARGV[16], ARGV[17])
    if ARGV[18] ~= '' then
      redis.call('HSET', conversation, 'number:' .. ARGV[16], ARGV[18])
    end
  end
end
local turn = ARGV[2] + 1
redis.call('HSET', conversation, 'version', turn, 'state', ARGV[4], 'command', ARGV[3], 'at', at)
if ARGV[5] ~= '' then
  redis.call('HSET', conversation, 'key', ARGV[5])
end
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[7], ARGV[8])
end
local function score(key, ms)
  if ms == '' then
    redis.call('ZREM', key, id)
  else
    redis.call('ZADD', key, ms, id)
  end
end
score(KEYS[6], ARGV[9])
score(KEYS[7], ARGV[10])
local n = 24
for _ = 1, ARGV[19] do
  redis.call('RPUSH', KEYS[2], ARGV[n])
  n = n + 1
end
for _ = 1, ARGV[20] do
  redis.call('HSET', KEYS[4], ARGV[n], ARGV[n + 1])
  n = n + 2
end
for _ = 1, ARGV[21] do
  local entry = redis.call('XADD', KEYS[5], '*', 'c', id, 't', turn,
    'k', ARGV[n], 'l', ARGV[n + 1], 'e', ARGV[n + 2], 'at', at, 'p', ARGV[n + 3])
  if ARGV[n + 1] == 'safety' then
    redis.call('ZADD', KEYS[9], at, entry)
  end
  n = n + 4
end
for _ = 1, ARGV[22] do
  redis.call('ZADD', KEYS[8], ARGV[n + 1], ARGV[n])
  n = n + 2
end
for _ = 1, ARGV[23] do
  redis.call('ZREM', KEYS[8], ARGV[n])
  n = n + 1
end
for i = shut, #KEYS do
  redis.call('HSET', KEYS[i], 'gone', '1')
end
redis.call('PUBLISH', ARGV[11], ARGV[12])
return 'done'
