-- Reads what a turn needs that begins with a message at a door.
-- Which conversation it is stands in the address, so the keys of one that is in this slot are made here.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 what conversations' keys begin with, 2 message id, 3 once-key, 4 what ids of this slot begin with ("07-"),
--   5 "1" where lines that are not on their phone matter
-- Result: now in ms, "1" where the door is shut, the address's conversation, those before it, the conversation
--   that this message was routed to; then, where the one that it belongs to is in this slot, as read.lua from
--   version on. Nothing is written.
local t = redis.call('TIME')
local address = redis.call('HMGET', KEYS[1], 'gone', 'conversation', 'before')
local routed = redis.call('HGET', KEYS[2], ARGV[2])
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local id = routed or address[2]
if not id or string.sub(id, 1, 3) ~= ARGV[4] then
  return { now, address[1], address[2], address[3], routed }
end
local key = ARGV[1] .. id
local c = redis.call('HMGET', key, 'version', 'state', 'key', 'at', 'address:sms', 'address:chat')
local n = redis.call('LLEN', key .. ':lines')
return { now, address[1], address[2], address[3], routed, c[1], c[2], c[3], c[4], c[5], c[6], n,
  redis.call('HGET', key .. ':once', ARGV[3]), ARGV[5] == '1' and unseen(key .. ':lines', key .. ':delivery', n) or '' }
