-- Notes what became of a text. An effect that is not known, because it was erased, is let go.
-- KEYS: 1 delivery, 2 taken
-- ARGV: 1 effect, 2 status, 3 wake channel, 4 wake message, 5 the network's id of the text, or ""
-- Result: 1 where it moved, 0 where it did not
local moved = deliver(KEYS[1], ARGV[1], ARGV[2])
if moved == 1 then
  take(KEYS[2], ARGV[5])
  redis.call('PUBLISH', ARGV[3], ARGV[4])
end
return moved
