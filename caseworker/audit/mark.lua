-- Adds a line that says how the chain stands. KEYS: those of append.
-- ARGV: 1 the line's number that was read last, 2 now, 3 how long after the mark before, in ms; then the line
-- Result: 1, or 0 where a line came between, nothing was written since the mark before, or that was made too lately.
local head = redis.call('HMGET', KEYS[2], 'seq', 'marked', 'marked_at')
if head[1] ~= ARGV[1] or head[2] == ARGV[1] or tonumber(head[3] or '0') + ARGV[3] > tonumber(ARGV[2]) then
  return 0
end
append(KEYS[1], KEYS[2], KEYS[3], { unpack(ARGV, 4) })
redis.call('HSET', KEYS[2], 'marked', redis.call('HGET', KEYS[2], 'seq'), 'marked_at', ARGV[2])
return 1
