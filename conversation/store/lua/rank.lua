-- How far a text has come. It only ever moves up: callbacks arrive in any order.
local rank = { waiting = 0, unknown = 1, sent = 2, delivered = 3, failed = 3, blocked = 3 }
local function deliver(key, effect, status)
  local was = redis.call('HGET', key, effect)
  if not was or rank[status] <= rank[was] then
    return 0
  end
  redis.call('HSET', key, effect, status)
  return 1
end

-- Keeps the id that the network gave to a text, of the last 100.
local function take(key, id)
  if id ~= '' then
    redis.call('LPUSH', key, id)
    redis.call('LTRIM', key, 0, 99)
  end
end
