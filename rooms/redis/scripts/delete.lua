-- A room, gone: for a day nobody writes it back, who still believes to own it.
-- KEYS: meta, log, snap, keys, index, due, outbox, gone. ARGV: room.
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
for i = 5, 7 do redis.call('ZREM', KEYS[i], ARGV[1]) end
redis.call('SET', KEYS[8], 1, 'EX', 86400)
return {'ok'}
