-- Reads what should have been done in one partition and was not. Nothing is written.
-- KEYS: 1 urgent, 2 outbox, 3 parked, 4 unread, 5 alerts
-- ARGV: 1 how long a safety effect may wait, ms, 2 how long an alert may wait, ms, 3 at most so many of each kind
-- Result: four lists: urgent: {entry, fields}; parked: {entry, fields}; unread: conversation, due; alerts: alert, raised
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local function before(key, ms)
  return redis.call('ZRANGE', key, '-inf', ms, 'BYSCORE', 'LIMIT', 0, ARGV[3], 'WITHSCORES')
end
local urgent = {}
local late = before(KEYS[1], now - ARGV[1])
for i = 1, #late, 2 do
  local entry = redis.call('XRANGE', KEYS[2], late[i], late[i])[1]
  if entry then
    urgent[#urgent + 1] = entry
  end
end
return { urgent, redis.call('XRANGE', KEYS[3], '-', '+', 'COUNT', ARGV[3]),
  before(KEYS[4], now), before(KEYS[5], now - ARGV[2]) }
