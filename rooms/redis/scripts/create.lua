-- A new room, unless it is there. KEYS: meta, snap, index, due, outbox,
-- gone.
-- ARGV: room, end of its log, epoch, home, due at, owes, then the snapshot's fields.
if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
redis.call('HSET', KEYS[1], 'e', ARGV[3], 'w', '', 'l', ARGV[2], 'h', ARGV[4], 'sn', string.match(ARGV[2], '%-(%d+)$'))
redis.call('HSET', KEYS[2], unpack(ARGV, 7))
redis.call('ZADD', KEYS[3], 0, ARGV[1])
redis.call('DEL', KEYS[6])
if ARGV[5] == '0' then redis.call('ZREM', KEYS[4], ARGV[1]) else redis.call('ZADD', KEYS[4], ARGV[5], ARGV[1]) end
if ARGV[6] == '0' then redis.call('ZREM', KEYS[5], ARGV[1]) else redis.call('ZADD', KEYS[5], 0, ARGV[1]) end
return {'ok'}
