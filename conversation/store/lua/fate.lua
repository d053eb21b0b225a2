-- What becomes of texts. k names the partition's keys: outbox, sending, refused, urgent, going, looks.

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

-- Keeps the id that the network gave to a text, of the last 100, and counts how often it took the text.
local function take(taken, times, effect, id)
  if id ~= '' and not redis.call('LPOS', taken, id) then
    redis.call('LPUSH', taken, id)
    redis.call('LTRIM', taken, 0, 99)
    redis.call('HINCRBY', times, effect, 1)
  end
end

-- Takes an entry out of the outbox: nothing is left to do for it.
local function remove(k, entry)
  redis.call('XDEL', k.outbox, entry)
  redis.call('HDEL', k.sending, entry)
  redis.call('HDEL', k.refused, entry)
  redis.call('ZREM', k.urgent, entry)
end

local function named(fields)
  local of = {}
  for i = 1, #fields, 2 do
    of[fields[i]] = fields[i + 1]
  end
  return of
end

-- The record of a text from before it goes until its end is known: {entry, sid, at, try, fields}.
local function going(k, effect)
  local r = redis.call('HGET', k.going, effect)
  return r and cmsgpack.unpack(r)
end

local function keep(k, effect, r)
  redis.call('HSET', k.going, effect, cmsgpack.pack(r))
end

local function ended(k, effect)
  redis.call('HDEL', k.going, effect)
  redis.call('ZREM', k.looks, effect)
end

-- Puts a text at the end of the outbox, with an entry's fields, for a later time, and gives the new entry.
local function later(k, fields, try, after, why)
  local of, add = named(fields), {}
  for i = 1, #fields, 2 do
    if fields[i] ~= 'n' and fields[i] ~= 'after' and fields[i] ~= 'w' then
      add[#add + 1] = fields[i]
      add[#add + 1] = fields[i + 1]
    end
  end
  local entry = redis.call('XADD', k.outbox, '*', 'n', try, 'after', after, 'w', why, unpack(add))
  if of.l == 'safety' then
    redis.call('ZADD', k.urgent, after, entry)
  end
  return entry
end
