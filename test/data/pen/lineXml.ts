/** As the files of IAM-OnDB are laid out. */
export function lineXml(strokes: readonly (readonly (readonly [number, number])[])[]): string {
  const sets = strokes.map(
    (points) =>
      `      <Stroke colour="black" start_time="769.05" end_time="769.64">\n${points
        .map(([x, y], i) => `         <Point x="${x}" y="${y}" time="${769.05 + i / 100}"/>`)
        .join('\n')}\n      </Stroke>`,
  );
  return `<?xml version="1.0" encoding="ISO-8859-1"?>
<WhiteboardCaptureSession>
   <WhiteboardDescription>
      <SensorLocation corner="top_left"/>
      <DiagonallyOppositeCoords x="6512" y="1376"/>
      <VerticallyOppositeCoords x="966" y="1376"/>
      <HorizontallyOppositeCoords x="6512" y="787"/>
   </WhiteboardDescription>
   <StrokeSet>
${sets.join('\n')}
   </StrokeSet>
</WhiteboardCaptureSession>
`;
}
