-- A snapshot, and what it makes needless dropped. KEYS: meta, log, snap.
-- ARGV: writer, epoch, the snapshot's number, keep seq, keep number, key to burn ('' for
-- none: then nothing is kept), then the snapshot's fields.
local meta = redis.call('HMGET', KEYS[1], 'e', 'w', 'l', 'sn')
if not meta[1] then return {'no room'} end
local epoch, granted = tonumber(ARGV[2]), tonumber(meta[1])
if granted > epoch or granted == epoch and meta[2] ~= ARGV[1] then return {'fenced', meta[1]} end
if granted < epoch then return {'lost', meta[1]} end
local at, last = tonumber(ARGV[3]), tonumber(string.match(meta[3], '%-(%d+)$'))
if at > last then return {'apart', meta[3]} end
if at < tonumber(meta[4]) then return {'fenced', meta[1]} end

local kept, dropped = {}, {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '-', '+')) do
  local lsn = tonumber(string.match(entry[1], '%-(%d+)$'))
  local of = {}
  for i = 1, #entry[2], 2 do of[entry[2][i]] = entry[2][i + 1] end
  local stays = lsn > at
  if stays and ARGV[6] ~= '' and of.k == ARGV[6] then return {'behind'} end
  if not stays and ARGV[6] == '' then
    if of.o then stays = tonumber(of.s) >= tonumber(ARGV[4])
    else stays = of.k == 'room' and lsn >= tonumber(ARGV[5]) end
  end
  if stays then kept[#kept + 1] = entry else dropped[#dropped + 1] = entry[1] end
end
if ARGV[6] ~= '' and #dropped > 0 then
  -- XDEL only marks an entry: what is burned must leave the memory, so the rest is copied.
  redis.call('DEL', KEYS[2])
  for _, entry in ipairs(kept) do redis.call('XADD', KEYS[2], entry[1], unpack(entry[2])) end
else
  for i = 1, #dropped, 500 do redis.call('XDEL', KEYS[2], unpack(dropped, i, math.min(i + 499, #dropped))) end
end
redis.call('DEL', KEYS[3])
redis.call('HSET', KEYS[3], unpack(ARGV, 7))
redis.call('HSET', KEYS[1], 'sn', ARGV[3])
return {'ok'}
