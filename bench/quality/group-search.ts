/**
 * Which of many items make a difference, found with few questions: items that make none together are taken to make none alone, and a
 * group that makes one is asked about by halves (group testing; R. Dorfman, "The Detection of Defective Members of Large Populations", 1943).
 * @param size of the groups that are asked about first
 * @param differs whether a group makes a difference
 * @returns items that make a difference alone, in their order
 */
export async function searchGroups<T>(
  items: readonly T[],
  size: number,
  differs: (group: readonly T[]) => Promise<boolean>,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < items.length; start += size) {
    const group = items.slice(start, start + size);
    if (!(await differs(group))) continue;
    if (group.length === 1) found.push(...group);
    else found.push(...(await searchGroups(group, Math.ceil(group.length / 2), differs)));
  }
  return found;
}
