-- Reads the lines after a number, each with what became of it.
-- KEYS: 1 conversation, 2 lines, 3 delivery, 4 times
-- ARGV: 1 number of the last line that the reader has
-- Result: wrapped key (nil where there is no such conversation), then line, delivery (or nil), how often the network took it (or nil), in order
local answer = { redis.call('HGET', KEYS[1], 'key') }
for _, line in ipairs(redis.call('LRANGE', KEYS[2], ARGV[1], -1)) do
  local effect = string.sub(line, 1, string.find(line, '\n', 1, true) - 1)
  answer[#answer + 1] = line
  answer[#answer + 1] = effect ~= '' and redis.call('HGET', KEYS[3], effect) or ''
  answer[#answer + 1] = effect ~= '' and redis.call('HGET', KEYS[4], effect) or ''
end
return answer
