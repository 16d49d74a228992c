/** Texts in the bucket `rag`, by name. */
const paragraph = (index: number, topic: string) =>
  `Chapter ${index} about ${topic}. ${`The ${topic} of room ${index} stand beside shelf ${index * 7}. `.repeat(12)}`;

export const long = 'long/manual.txt';
export const damagedPdf = 'damaged.pdf';

const chapters = Array.from({ length: 80 }, (_, index) => paragraph(index, 'pumps'));

/** A PDF of one page, by hand. */
function pdf(text: string): string {
  const stream = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = ['0000000000 65535 f ', ...offsets.map((offset) => `${offset} 00000 n `)].join('\n');
  return `${file}xref\n0 6\n${table}\ntrailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`;
}

export const documents: Readonly<Record<string, string>> = {
  'zebras.txt': 'The zebra pump lasts ten years, and its warranty as long.',
  'owls.html': '<html><body><nav>menu</nav><p>Owls sleep by day &amp; hunt by night.</p></body></html>',
  'penguins.pdf': pdf('Penguins stand on the ice'),
  [damagedPdf]: '%PDF-1.4 and then nothing that a reader knows',
  [long]: chapters.join('\n\n'),
};

/** One chapter is another. */
export const longChanged = chapters
  .map((chapter, index) => (index === 40 ? paragraph(40, 'valves') : chapter))
  .join('\n\n');
