-- Adds a line to a trail. trail, head, about: the keys of audit.Trail.Keys. values: what Trail.Signed gave,
-- fields and values, the last of which is the line's keyed hash. A line about a case is found again by it.
local function append(trail, head, about, values)
  local last = redis.call('HMGET', head, 'seq', 'chain')
  local seq = string.format('%.0f', (tonumber(last[1] or '0')) + 1)
  local chain = redis.sha1hex((last[2] or '') .. ' ' .. seq .. ' ' .. values[#values])
  local of_case = false
  for n = 1, #values, 2 do
    of_case = of_case or values[n] == 'reference' and values[n + 1] ~= ''
  end
  for _, v in ipairs({ 'seq', seq, 'chain', chain }) do
    values[#values + 1] = v
  end
  local id = redis.call('XADD', trail, '*', unpack(values))
  redis.call('HSET', head, 'seq', seq, 'chain', chain)
  if of_case then
    redis.call('RPUSH', about, id)
  end
end
