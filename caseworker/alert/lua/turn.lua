-- Says whether a text about an alert may go to a phone now, or waits to go with others.
-- KEYS: 1 phone, 2 waiting, 3 due
-- ARGV: 1 alert, 2 now, ms, 3 how long texts are gathered, ms, 4 member of due, 5 how long the phone
--   is remembered, ms
-- Result: 1 it may go now, 0 it waits. Asked again for the same alert the answer is the same, until
--   the network has taken that text.
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then
  return 0
end
local phone = redis.call('HMGET', KEYS[1], 'at', 'by', 'sent')
local at = tonumber(phone[1] or '-1')
local over = at < 0 or ARGV[2] - at >= tonumber(ARGV[3])
local mine = phone[2] == ARGV[1] and phone[3] ~= '1'
if mine or (over and redis.call('SCARD', KEYS[2]) == 0) then
  redis.call('HSET', KEYS[1], 'at', ARGV[2], 'by', ARGV[1], 'sent', '')
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 1
end
redis.call('SADD', KEYS[2], ARGV[1])
local goes = over and tonumber(ARGV[2]) or at + ARGV[3]
redis.call('ZADD', KEYS[3], 'NX', string.format('%.0f', goes), ARGV[4])
return 0
