-- Lets a door speak for the conversation whose code came through it. Done once for each message: what has
-- become of the door since is left alone.
-- KEYS: 1 address, 2 routed
-- ARGV: 1 message id, 2 conversation
-- Result: "1" where the door is shut, then nothing was done; those that no longer speak there because of it
local mark = 'left/' .. ARGV[1]
local left = redis.call('HGET', KEYS[2], mark)
if left then
  return { false, left }
end
local address = redis.call('HMGET', KEYS[1], 'conversation', 'before', 'gone')
if address[3] then
  return { '1', '' }
end
left = {}
if address[1] ~= ARGV[2] then
  for id in string.gmatch((address[1] or '') .. ' ' .. (address[2] or ''), '%S+') do
    if id ~= ARGV[2] then
      left[#left + 1] = id
    end
  end
  redis.call('HSET', KEYS[1], 'conversation', ARGV[2])
  redis.call('HDEL', KEYS[1], 'before')
end
left = table.concat(left, ' ')
redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], mark, left)
return { false, left }
