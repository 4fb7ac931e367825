const name = 'rondo_taken'

/** Whether this browser keeps cookies of this page: a seat is known by one, so without it nobody could sit in theirs. */
export function takesCookies(): boolean {
  document.cookie = `${name}=1; Path=/; SameSite=Strict`
  const taken = document.cookie.includes(`${name}=1`)
  document.cookie = `${name}=; Path=/; SameSite=Strict; Max-Age=0`
  return taken
}
