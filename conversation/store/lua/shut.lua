-- Shuts a door. One through which nothing was said holds nothing worth keeping, so that is forgotten
-- after a while: whoever asks for tokens and throws them away must not fill Redis.
-- KEYS: 1 address
-- ARGV: 1 seconds to remember a door through which nothing was said
-- Result: 1
redis.call('HSET', KEYS[1], 'gone', '1')
if redis.call('HEXISTS', KEYS[1], 'conversation') == 0 then
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return 1
