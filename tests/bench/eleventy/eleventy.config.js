// The same pages as for Hugo: records, lists of sixty, topics, items, search data.
const day = (date) => `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;

export default function (config) {
  config.addPassthroughCopy('css');
  config.addFilter('day', day);
  config.addFilter('iso', (date) => date.toISOString().slice(0, 10));
  config.addFilter('json', (data) => JSON.stringify(data).replace(/</g, '\\u003c'));
  const records = (api) => api.getAll().filter((page) => page.data.section);
  config.addCollection('records', records);
  const terms = (key, folder) => config.addCollection(folder, (api) => {
    const found = new Map();
    for (const page of records(api)) {
      for (const term of page.data[key]) {
        if (!found.has(term)) { found.set(term, []); }
        found.get(term).push(page);
      }
    }
    const pages = [];
    for (const [term, members] of found) {
      for (let start = 0; start < members.length; start += 60) {
        pages.push({ term, url: `/${folder}/${term}/${start ? `page/${start / 60 + 1}/` : ''}`, members: members.slice(start, start + 60) });
      }
    }
    return pages;
  });
  terms('topics', 'topics');
  terms('items', 'items');
  config.addCollection('sections', (api) => {
    const pages = [];
    for (const section of ['events', 'lectures', 'units', 'notices']) {
      const members = records(api).filter((page) => page.data.section === section).sort((a, b) => a.date - b.date);
      for (let start = 0; start < members.length; start += 60) {
        pages.push({ term: section, url: `/${section}/${start ? `page/${start / 60 + 1}/` : ''}`, members: members.slice(start, start + 60) });
      }
    }
    return pages;
  });
  return { dir: { input: 'content', includes: '../_includes', output: 'built' } };
}
