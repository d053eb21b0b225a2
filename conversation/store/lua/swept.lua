-- Moves the mark of the sweep, never back.
-- KEYS: 1 deployment
-- ARGV: 1 new mark, ms
-- Result: the mark as it now stands
local was = redis.call('HGET', KEYS[1], 'swept')
if was and was + 0 >= ARGV[1] + 0 then
  return was
end
redis.call('HSET', KEYS[1], 'swept', ARGV[1])
return ARGV[1]
