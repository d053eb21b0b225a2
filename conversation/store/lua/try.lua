-- Counts a code that is about to be tried, so that many at once are no more than one after the other; or takes
-- one back that was right.
-- KEYS: 1 tries
-- ARGV: 1 "1" counts, "-1" takes back, 2 how many there may be, 3 for how long they count, ms from the first
-- Result: 1, or 0 where there were too many: then it was not counted
local tries = redis.call('GET', KEYS[1])
if ARGV[1] == '-1' then
  if tries then
    redis.call('DECR', KEYS[1])
  end
  return 1
end
if tries and tries + 0 >= ARGV[2] + 0 then
  return 0
end
redis.call('INCR', KEYS[1])
if not tries then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
