-- Lines of ours among the last that are not on their phone: still waiting here, held back, or not delivered.
local function unseen(lines, delivery, n)
  local found = {}
  local last = redis.call('LRANGE', lines, -8, -1)
  for i, line in ipairs(last) do
    local ends = string.find(line, '\n', 1, true)
    if ends and ends > 1 then
      local status = redis.call('HGET', delivery, string.sub(line, 1, ends - 1))
      if status == 'waiting' or status == 'blocked' or status == 'failed' then found[#found + 1] = n - #last + i end
    end
  end
  return table.concat(found, ' ')
end
