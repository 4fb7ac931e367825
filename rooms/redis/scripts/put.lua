-- A whole room, as it is elsewhere, unless it is there. KEYS: meta, log, snap, index, due,
-- outbox, gone, sole.
-- ARGV: room, node, epoch, home, end of the log, the snapshot's number, due at, owes, number
-- of the snapshot's fields and values, those, and for each entry its id, how many fields and
-- values, and those.
if redis.call('GET', KEYS[8]) ~= ARGV[2] then return {'not alone'} end
if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
redis.call('DEL', KEYS[2], KEYS[3], KEYS[7])
local n = tonumber(ARGV[9])
redis.call('HSET', KEYS[3], unpack(ARGV, 10, 9 + n))
local at = 10 + n
while ARGV[at] do
  local m = tonumber(ARGV[at + 1])
  redis.call('XADD', KEYS[2], ARGV[at], unpack(ARGV, at + 2, at + 1 + m))
  at = at + 2 + m
end
redis.call('ZADD', KEYS[4], 0, ARGV[1])
if ARGV[7] == '0' then redis.call('ZREM', KEYS[5], ARGV[1]) else redis.call('ZADD', KEYS[5], ARGV[7], ARGV[1]) end
if ARGV[8] == '0' then redis.call('ZREM', KEYS[6], ARGV[1]) else redis.call('ZADD', KEYS[6], 0, ARGV[1]) end
redis.call('HSET', KEYS[1], 'e', ARGV[3], 'w', '', 'l', ARGV[5], 'h', ARGV[4], 'sn', ARGV[6])
return {'ok'}
