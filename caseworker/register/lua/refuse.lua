-- Writes that an act was refused, and keeps the refusal as the answer to the request.
-- KEYS: 1 to 3 those of the audit (audit.Trail.Keys), 4 once
-- ARGV: 1 answer to keep under once or "", 2 how long, in ms; then the audit line as it was signed
-- Result: {"done"}, or {"again", answer} where the request was answered before
if ARGV[1] ~= '' then
  local answered = redis.call('GET', KEYS[4])
  if answered then
    return { 'again', answered }
  end
  redis.call('SET', KEYS[4], ARGV[1], 'PX', ARGV[2])
end
append(KEYS[1], KEYS[2], KEYS[3], { unpack(ARGV, 3) })
return { 'done' }
