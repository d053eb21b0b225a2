-- Destroys a case and its key, whole or not at all, and leaves a tombstone. Sent twice, the second does nothing more.
-- KEYS: 1 case, 2 wrapped, 3 rows, 4 queue, 5 rescore, 6 tallies, 7 certificates, 8 changes, 9 unwritten, then what followed it
--   and those that were joined to it
-- ARGV: 1 reference, 2 expected rev, "" for any, 3 now in ms, 4 name of its tally, 5 its tally, 6 its certificate, then the
--   references of the cases that were joined to it
-- Result: 1; 0 where somebody else was first: read again
local was = redis.call('HMGET', KEYS[1], 'rev', 'erased')
if ARGV[2] ~= '' and not was[2] and was[1] ~= ARGV[2] then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'rev', (was[1] or 0) + 1, 'erased', was[2] or ARGV[3])
redis.call('HDEL', KEYS[2], ARGV[1])
for i = 7, #ARGV do
  redis.call('HDEL', KEYS[2], ARGV[i])
end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('HSET', KEYS[6], ARGV[4], ARGV[5])
redis.call('HSET', KEYS[7], ARGV[1], ARGV[6])
redis.call('INCR', KEYS[9])
for i = 10, #KEYS do
  redis.call('DEL', KEYS[i])
end
redis.call('INCR', KEYS[8])
return 1
