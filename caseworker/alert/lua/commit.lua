-- Writes how far an alert has been called, and when it is looked at next.
-- KEYS: 1 ladder, 2 due, 3 unanswered
-- ARGV: 1 command id, 2 expected rev ("0": there is no such ladder yet), 3 ladder, 4 member of due,
--   5 when it is due, ms, or "" for never again, 6 since when the ladder has been at its end, ms, or "",
--   7 alert
-- Result: "done", or "lost": somebody else was first, read again. Sent twice, the second finds the
--   first one's command id and writes nothing.
local now = redis.call('HMGET', KEYS[1], 'rev', 'last')
if now[2] == ARGV[1] then
  return 'done'
end
if (now[1] or '0') ~= ARGV[2] then
  return 'lost'
end
redis.call('HSET', KEYS[1], 'rev', ARGV[2] + 1, 'last', ARGV[1], 'ladder', ARGV[3])
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[2], ARGV[4])
else
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
end
if ARGV[6] == '' then
  redis.call('ZREM', KEYS[3], ARGV[7])
else
  redis.call('ZADD', KEYS[3], ARGV[6], ARGV[7])
end
return 'done'
