-- Writes that an act was refused, and keeps the refusal as the answer to the request.
-- KEYS: 1 audit, 2 once
-- ARGV: 1 answer to keep under once or "", 2 how long, in ms; then the audit line's fields and values
-- Result: {"done"}, or {"again", answer} where the request was answered before
if ARGV[1] ~= '' then
  local answered = redis.call('GET', KEYS[2])
  if answered then
    return { 'again', answered }
  end
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
end
redis.call('XADD', KEYS[1], '*', unpack(ARGV, 3))
return { 'done' }
