-- Keeps reports and writes it down, unless others were kept since they were read.
-- KEYS: 1 reports, 2 to 4 those of the audit (audit.Trail.Keys)
-- ARGV: 1 rev that was read ('0' where there was none), 2 how many periods; for each its name and its report;
--       then the audit line as it was signed
-- Result: 1, or 0 where rev is another
if (redis.call('HGET', KEYS[1], 'rev') or '0') ~= ARGV[1] then
  return 0
end
local last = 2 + 2 * tonumber(ARGV[2])
for n = 3, last, 2 do
  redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1])
end
redis.call('HINCRBY', KEYS[1], 'rev', 1)
append(KEYS[2], KEYS[3], KEYS[4], { unpack(ARGV, last + 1) })
return 1
