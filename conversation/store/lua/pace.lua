-- Takes a place in a sender's line, or says how long it would be.
-- KEYS: 1 the sender's line: until when, in microseconds, it is taken
-- ARGV: 1 how long this takes, in microseconds, 2 the longest wait to take a place for, in microseconds; -1 takes one
--   whatever the wait
-- Result: 1 wait in microseconds, 2 1 where the place is taken, else 0
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait, most = free - now, ARGV[2] + 0
if most >= 0 and wait > most then
  return { wait, 0 }
end
local till = free + ARGV[1]
redis.call('SET', KEYS[1], string.format('%.0f', till), 'PX', math.ceil((till - now) / 1000) + 1000)
return { wait, 1 }
