-- A room as its owner has it in memory, in place of what Redis has of it: it lost something.
-- KEYS: meta, log, snap, own, index, due, outbox, keys, gone.
-- ARGV: room, node, ttl, epoch, home, end of the log, the snapshot's number, due at,
-- owes, wrapped key of the room ('' if not known), number of the snapshot's fields and
-- values, those, and for each entry its id, how many fields and values, and those.
if redis.call('EXISTS', KEYS[9]) == 1 then return {'fenced', 'deleted'} end
local meta = redis.call('HMGET', KEYS[1], 'e', 'w')
local epoch, granted = tonumber(ARGV[4]), tonumber(meta[1] or '0')
if granted > epoch or granted == epoch and meta[2] ~= ARGV[2] then return {'fenced', meta[1]} end
local own = redis.call('GET', KEYS[4])
if own and own ~= ARGV[2] and granted == epoch then return {'fenced', meta[1] or '0'} end
redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('HSET', KEYS[1], 'e', ARGV[4], 'w', ARGV[2], 'h', ARGV[5], 'l', ARGV[6], 'sn', ARGV[7])
redis.call('ZADD', KEYS[5], 0, ARGV[1])
if ARGV[8] == '0' then redis.call('ZREM', KEYS[6], ARGV[1]) else redis.call('ZADD', KEYS[6], ARGV[8], ARGV[1]) end
if ARGV[9] == '0' then redis.call('ZREM', KEYS[7], ARGV[1]) else redis.call('ZADD', KEYS[7], 0, ARGV[1]) end
if ARGV[10] ~= '' then redis.call('HSET', KEYS[8], 'room', ARGV[10]) end
local n = tonumber(ARGV[11])
redis.call('HSET', KEYS[3], unpack(ARGV, 12, 11 + n))
local at, count = 12 + n, 0
while ARGV[at] do
  local m = tonumber(ARGV[at + 1])
  redis.call('XADD', KEYS[2], ARGV[at], unpack(ARGV, at + 2, at + 1 + m))
  at, count = at + 2 + m, count + 1
end
return {'ok', tostring(count)}
