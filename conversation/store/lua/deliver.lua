-- Notes what became of a text. An effect that is not known, because it was erased, is let go.
-- KEYS: 1 delivery
-- ARGV: 1 effect, 2 status, 3 wake channel, 4 wake message
-- Result: 1 where it moved, 0 where it did not
local moved = deliver(KEYS[1], ARGV[1], ARGV[2])
if moved == 1 then
  redis.call('PUBLISH', ARGV[3], ARGV[4])
end
return moved
