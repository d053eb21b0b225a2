-- Takes what is due, so that no other node does until this one must have come to an end with it.
-- KEYS: 1 due
-- ARGV: 1 now, ms, 2 until when it is this node's, ms, 3 how many at most
-- Result: the members. Sent twice, the second takes the next ones; the first come back when their time is over.
local found = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])
for _, member in ipairs(found) do
  redis.call('ZADD', KEYS[1], ARGV[2], member)
end
return found
