-- Reads what a turn of a known conversation needs.
-- KEYS: 1 conversation, 2 lines, 3 once, 4 delivery
-- ARGV: 1 once-key, "" for none, 2 "1" where lines that are not on their phone matter
-- Result: now in ms, version, state, key, at, address:sms, address:chat, number of lines, seq of the
--   line that the once-key made (nil where it is not taken), those lines, a space between two. Nothing is written.
local t = redis.call('TIME')
local c = redis.call('HMGET', KEYS[1], 'version', 'state', 'key', 'at', 'address:sms', 'address:chat')
local n = redis.call('LLEN', KEYS[2])
return { t[1] * 1000 + math.floor(t[2] / 1000), c[1], c[2], c[3], c[4], c[5], c[6], n,
  redis.call('HGET', KEYS[3], ARGV[1]), ARGV[2] == '1' and unseen(KEYS[2], KEYS[4], n) or '' }
