-- Writes down which conversation a message belongs to, ahead of a turn that is taken in another slot.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 message id, 2 conversation, 3 the conversation that it was routed to until now, or "",
--   4 the address's expected conversation, "" where that does not matter
-- Result: 1 where it belongs there, 0 where something has changed: read again.
local routed = redis.call('HGET', KEYS[2], ARGV[1])
if routed == ARGV[2] then
  return 1
end
local address = redis.call('HMGET', KEYS[1], 'conversation', 'gone')
if (routed or '') ~= ARGV[3] or (ARGV[4] ~= '' and (address[1] ~= ARGV[4] or address[2])) then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
