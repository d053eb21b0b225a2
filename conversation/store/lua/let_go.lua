-- Takes an erased conversation from a door. A chat's door is shut; a phone is free for a new talk.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 conversation, 2 "chat" or "sms", then the ids of its messages that came through this door: none is ever taken anew
-- Result: 1
for i = 3, #ARGV do
  redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[1])
end
local address = redis.call('HMGET', KEYS[1], 'conversation', 'before')
if address[1] == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'conversation')
end
local before = {}
for id in string.gmatch(address[2] or '', '%S+') do
  if id ~= ARGV[1] then
    before[#before + 1] = id
  end
end
if address[2] then
  redis.call('HSET', KEYS[1], 'before', table.concat(before, ' '))
end
if ARGV[2] == 'chat' and (address[1] == ARGV[1] or not address[1]) then
  redis.call('HSET', KEYS[1], 'gone', '1')
end
return 1
