-- Lets go of a door whose conversation now speaks through another one of the same channel. Done once.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 name of the errand, 2 conversation, 3 channel: a chat's door is shut, a phone's is free for a new talk
-- Result: 1 where it was let go
if redis.call('HSETNX', KEYS[2], 'let go/' .. ARGV[1], '') == 0 or redis.call('HGET', KEYS[1], 'conversation') ~= ARGV[2] then
  return 0
end
if ARGV[3] == 'chat' then
  redis.call('HSET', KEYS[1], 'gone', '1')
else
  redis.call('HDEL', KEYS[1], 'conversation', 'before')
end
return 1
