-- Puts a parked effect back at the end of the outbox, to be tried anew.
-- KEYS: 1 parked, 2 outbox, 3 urgent
-- ARGV: 1 entry in parked, 2 wake channel, 3 "<node> ", put before the conversation in the wake message, 4 what
--   conversations' keys begin with
-- Result: 1, or 0 where nothing is parked under that name
local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
if not found then
  return 0
end
local fields, add, of = found[2], {}, {}
for i = 1, #fields, 2 do
  if fields[i] ~= 'parked' then
    add[#add + 1] = fields[i]
    add[#add + 1] = fields[i + 1]
  end
  of[fields[i]] = fields[i + 1]
  if fields[i] == 'c' then redis.call('PUBLISH', ARGV[2], ARGV[3] .. fields[i + 1] .. ' 1') end
end
local entry = redis.call('XADD', KEYS[2], '*', unpack(add))
local deliveries = ARGV[4] .. of.c .. ':delivery'
if redis.call('HGET', deliveries, of.e) == 'failed' then
  redis.call('HSET', deliveries, of.e, 'waiting') -- it may arrive after all
end
if of.l == 'safety' then
  redis.call('ZADD', KEYS[3], of.at, entry)
end
redis.call('XDEL', KEYS[1], ARGV[1])
return 1
