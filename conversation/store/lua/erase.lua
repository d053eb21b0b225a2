-- Erases a conversation, whole or not at all, and leaves a tombstone. Nothing in it can be read any more, since its key
-- goes too. Its messages stay known by name, so that none is taken anew. Of what waits for it nothing is done.
-- KEYS: 1 conversation, 2 lines, 3 once, 4 delivery, 5 times, 6 taken, 7 outbox, 8 parked, 9 sending, 10 refused, 11 urgent,
--   12 going, 13 looks, 14 alarms, 15 unread, 16 alerts
-- ARGV: 1 id, 2 expected version, "" for any, 3 tombstone, then the names of its messages
-- Result: 1, also where it was erased before; 0 where somebody was first: read again
local id = ARGV[1]
local k = { outbox = KEYS[7], sending = KEYS[9], refused = KEYS[10], urgent = KEYS[11], going = KEYS[12], looks = KEYS[13] }
local was = redis.call('HMGET', KEYS[1], 'version', 'erased')
if not was[2] then
  if ARGV[2] ~= '' and was[1] ~= ARGV[2] then
    return 0
  end
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'erased', ARGV[3])
end
redis.call('DEL', KEYS[2], KEYS[4], KEYS[5], KEYS[6])
for _, name in ipairs(redis.call('HKEYS', KEYS[3])) do
  if string.sub(name, 1, 2) ~= 'm/' and string.sub(name, 1, 8) ~= 'message/' then
    redis.call('HDEL', KEYS[3], name)
  end
end
for i = 4, #ARGV do
  redis.call('HSETNX', KEYS[3], ARGV[i], '0')
end
for _, stream in ipairs({ KEYS[7], KEYS[8] }) do
  local from = '-'
  repeat
    local entries = redis.call('XRANGE', stream, from, '+', 'COUNT', 500)
    for _, entry in ipairs(entries) do
      if named(entry[2]).c == id then
        remove(k, entry[1])
        redis.call('XDEL', stream, entry[1])
      end
      from = '(' .. entry[1]
    end
  until #entries == 0
end
local function its(name)
  return string.sub(name, 1, #id + 1) == id .. '/'
end
for _, effect in ipairs(redis.call('HKEYS', k.going)) do
  if its(effect) then
    ended(k, effect)
  end
end
redis.call('ZREM', KEYS[14], id)
redis.call('ZREM', KEYS[15], id)
for _, alert in ipairs(redis.call('ZRANGE', KEYS[16], 0, -1)) do
  if its(alert) then
    redis.call('ZREM', KEYS[16], alert)
  end
end
return 1
