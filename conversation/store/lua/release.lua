-- Gives up a lease at a node's orderly end, so that the next node need not wait for it.
-- KEYS: 1 lease
-- ARGV: 1 holder
-- Result: 1 where it was ours
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
