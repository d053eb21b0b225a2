-- Writes one turn, whole or not at all. Everything that may refuse comes before the first write.
-- KEYS: 1 conversation, 2 lines, 3 once, 4 delivery, 5 outbox, 6 alarms, 7 unread, 8 alerts, 9 urgent;
--   where it came through a door of this slot 10 address, 11 routed; then the addresses that this turn shuts
-- ARGV: 1 conversation id, 2 expected version, 3 command id, 4 state, 5 at ms,
--   6 once-key or "", 7 seq for the once-key, 8 alarm ms or "", 9 unread ms or "", 10 wake channel, 11 wake message,
--   12 "1" where it came through a door of this slot: of the address the expected 13 conversation or "" and
--   14 gone or "", 15 message id, 16 the conversation that the message was routed to until now or "",
--   17 the conversation that the address speaks for from now on, "" leaves that and what was 18 before it;
--   19 n fields, 20 n lines, 21 n deliveries, 22 n outbox entries, 23 n alerts opened, 24 n alerts closed; then in
--   that order name, value; line; effect, status; kind, lane, effect, address or "", payload; alert, raised ms; alert
-- Result: "done" (also when this very command was done before) or "lost": somebody else was first, read again.
local conversation, id, at = KEYS[1], ARGV[1], ARGV[5]
local was = redis.call('HMGET', conversation, 'version', 'command')
if was[2] == ARGV[3] then
  return 'done'
end
if (was[1] or '0') ~= ARGV[2] then
  return 'lost'
end
local shut = 10
if ARGV[12] == '1' then
  shut = 12
  local address = redis.call('HMGET', KEYS[10], 'conversation', 'gone')
  local routed = redis.call('HGET', KEYS[11], ARGV[15])
  if (address[1] or '') ~= ARGV[13] or (address[2] or '') ~= ARGV[14] or (routed and routed ~= id and routed ~= ARGV[16]) then
    return 'lost'
  end
  if ARGV[17] ~= '' then
    redis.call('HSET', KEYS[10], 'conversation', ARGV[17], 'before', ARGV[18])
  end
  redis.call('HSET', KEYS[11], ARGV[15], id)
end
local turn = ARGV[2] + 1
redis.call('HSET', conversation, 'version', turn, 'state', ARGV[4], 'command', ARGV[3], 'at', at)
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[6], ARGV[7])
end
local function score(key, ms)
  if ms == '' then
    redis.call('ZREM', key, id)
  else
    redis.call('ZADD', key, ms, id)
  end
end
score(KEYS[6], ARGV[8])
score(KEYS[7], ARGV[9])
local n = 25
for _ = 1, ARGV[19] do
  redis.call('HSET', conversation, ARGV[n], ARGV[n + 1])
  n = n + 2
end
for _ = 1, ARGV[20] do
  redis.call('RPUSH', KEYS[2], ARGV[n])
  n = n + 1
end
for _ = 1, ARGV[21] do
  redis.call('HSET', KEYS[4], ARGV[n], ARGV[n + 1])
  n = n + 2
end
for _ = 1, ARGV[22] do
  local entry = redis.call('XADD', KEYS[5], '*', 'c', id, 't', turn,
    'k', ARGV[n], 'l', ARGV[n + 1], 'e', ARGV[n + 2], 'at', at, 'a', ARGV[n + 3], 'p', ARGV[n + 4])
  if ARGV[n + 1] == 'safety' then
    redis.call('ZADD', KEYS[9], at, entry)
  end
  n = n + 5
end
for _ = 1, ARGV[23] do
  redis.call('ZADD', KEYS[8], ARGV[n + 1], ARGV[n])
  n = n + 2
end
for _ = 1, ARGV[24] do
  redis.call('ZREM', KEYS[8], ARGV[n])
  n = n + 1
end
for i = shut, #KEYS do
  redis.call('HSET', KEYS[i], 'gone', '1')
end
redis.call('PUBLISH', ARGV[10], ARGV[11])
return 'done'
