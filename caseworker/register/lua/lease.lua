-- Takes the lease of the road back, renews it, or gives it up.
-- KEYS: 1 lease
-- ARGV: 1 node, 2 how long, in ms; "0" gives it up
-- Result: 1 where this node holds it now, else 0
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
