-- Makes a code a conversation's latest. The same asking again changes nothing, also after a newer one.
-- KEYS: 1 conversation, 2 once
-- ARGV: 1 once-key of the asking, 2 keyed hash of the code
-- Result: nothing where there is no such conversation; else the hash of its latest code, and of the one whose
--   place it has just taken, or ""
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
local was = redis.call('HGET', KEYS[1], 'code') or ''
if redis.call('HSETNX', KEYS[2], ARGV[1], 0) == 0 then
  return { was, '' }
end
redis.call('HSET', KEYS[1], 'code', ARGV[2])
return { ARGV[2], was }
