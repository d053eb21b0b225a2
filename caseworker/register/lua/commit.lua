-- Writes one change of one case, whole or not at all.
-- KEYS: 1 case, 2 wrapped, 3 rows, 4 queue, 5 rescore, 6 outbox, 7 audit, 8 once, 9 changes,
--   10 the case that is joined to this one (this one again where none is),
--   11, 12 the audit's head and list of this case (audit.Trail.Keys), 13 what is shown to everybody
-- ARGV: 1 reference, 2 expected rev ("0": there is no such case yet), 3 wrapped key ("" keeps it), 4 row,
--   5 score, 6 rescore ms or "", 7 answer to keep under once or "", 8 how long, in ms,
--   9 reference of the case that is joined to this one or "", 10 its expected rev,
--   11 n case fields, 12 n outbox entries, 13 n audit values, 14 n changes shown or taken down; then in that order
--   field, value; conversation, once-key, kind, payload; the audit line as it was signed; name, change or ""
-- Result: {"done"}, {"again", answer} where the request was answered before, or {"lost"}: somebody
--   else was first, read again. Sent twice, the second finds the answer or a raised rev, and writes nothing.
if ARGV[7] ~= '' then
  local answered = redis.call('GET', KEYS[8])
  if answered then
    return { 'again', answered }
  end
end
if (redis.call('HGET', KEYS[1], 'rev') or '0') ~= ARGV[2] then
  return { 'lost' }
end
local joined = ARGV[9]
if joined ~= '' and (redis.call('HGET', KEYS[10], 'rev') or '0') ~= ARGV[10] then
  return { 'lost' }
end
local reference = ARGV[1]
redis.call('HSET', KEYS[1], 'rev', ARGV[2] + 1)
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[2], reference, ARGV[3])
end
redis.call('HSET', KEYS[3], reference, ARGV[4])
redis.call('ZADD', KEYS[4], ARGV[5], reference)
if ARGV[6] == '' then
  redis.call('ZREM', KEYS[5], reference)
else
  redis.call('ZADD', KEYS[5], ARGV[6], reference)
end
if joined ~= '' then
  redis.call('DEL', KEYS[10])
  redis.call('HSET', KEYS[10], 'rev', ARGV[10] + 1, 'joined', reference)
  redis.call('HDEL', KEYS[3], joined)
  redis.call('ZREM', KEYS[4], joined)
  redis.call('ZREM', KEYS[5], joined)
end
local n = 15
for _ = 1, ARGV[11] do
  redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1])
  n = n + 2
end
for _ = 1, ARGV[12] do
  redis.call('XADD', KEYS[6], '*', 'c', ARGV[n], 'o', ARGV[n + 1], 'k', ARGV[n + 2], 'p', ARGV[n + 3])
  n = n + 4
end
if ARGV[13] ~= '0' then
  append(KEYS[7], KEYS[11], KEYS[12], { unpack(ARGV, n, n + ARGV[13] - 1) })
end
n = n + ARGV[13]
for _ = 1, ARGV[14] do
  if ARGV[n + 1] == '' then
    redis.call('HDEL', KEYS[13], ARGV[n])
  else
    redis.call('HSET', KEYS[13], ARGV[n], ARGV[n + 1])
  end
  n = n + 2
end
if ARGV[7] ~= '' then
  redis.call('SET', KEYS[8], ARGV[7], 'PX', ARGV[8])
end
redis.call('INCR', KEYS[9])
return { 'done' }
