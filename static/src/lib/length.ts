/** How long a text is as the room counts it: in code points, without what surrounds it (rooms/text.go). */
export const lengthOf = (text: string): number => [...text.trim().normalize()].length

export const fits = (text: string, most = 1000): boolean => lengthOf(text) <= most
