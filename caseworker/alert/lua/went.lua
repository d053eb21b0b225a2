-- Notes what came of a text to a phone.
-- KEYS: 1 phone, 2 waiting, 3 due
-- ARGV: 1 for what it went (an alert, or "together"), 2 "1" where the network took it, else "",
--   3 now, ms, 4 member of due, 5 how long the phone is remembered, ms, 6 how long texts are gathered,
--   ms; then the waiting alerts that are done with
-- Result: how many wait still. Sent twice, the second changes nothing.
if ARGV[2] == '1' then
  redis.call('HSET', KEYS[1], 'at', ARGV[3], 'by', ARGV[1], 'sent', '1')
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
elseif redis.call('HGET', KEYS[1], 'by') == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
for n = 7, #ARGV do
  redis.call('SREM', KEYS[2], ARGV[n])
end
local left = redis.call('SCARD', KEYS[2])
if left == 0 then
  redis.call('ZREM', KEYS[3], ARGV[4])
elseif #ARGV >= 7 then
  redis.call('ZADD', KEYS[3], string.format('%.0f', ARGV[3] + ARGV[6]), ARGV[4])
end
return left
