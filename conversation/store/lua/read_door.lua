-- Reads what a turn needs that begins with a message at a door.
-- Which conversation it is stands in the address, so the conversation's keys are made here: same slot.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 what conversations' keys begin with, 2 message id, 3 once-key
-- Result: now in ms, "1" where the door is shut, the address's conversation, the conversation that this
--   message belongs to; then, where there is one, as read.lua from version on. Nothing is written.
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local address = redis.call('HMGET', KEYS[1], 'conversation', 'gone')
local id = redis.call('HGET', KEYS[2], ARGV[2]) or address[1]
if not id then
  return { now, address[2], false, false }
end
local key = ARGV[1] .. id
local c = redis.call('HMGET', key, 'version', 'state', 'key', 'at', 'address:sms', 'address:chat')
return { now, address[2], address[1], id, c[1], c[2], c[3], c[4], c[5], c[6],
  redis.call('LLEN', key .. ':lines'), redis.call('HGET', key .. ':once', ARGV[3]) }
