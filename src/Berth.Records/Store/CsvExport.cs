using System.Data.Common;
using System.Globalization;

namespace Berth.Records.Store;

/// <summary>
/// Writes each table as a CSV file: RFC 4180, UTF-8, a header whose names carry the units, numbers in the invariant culture and round-trip precise.
/// A missing value is an empty field, an empty text is a quoted one.
/// </summary>
public static class CsvExport
{
    /// <summary>Writes every table into a folder, which is made when missing; files that are there are replaced.</summary>
    /// <exception cref="RecordsException">A file cannot be written.</exception>
    public static void Write(RunReader reader, string folder) => RecordsFailure.Translate("write the CSV files in", folder, () =>
    {
        Directory.CreateDirectory(folder);
        foreach (var table in Schema.Tables)
        {
            using var writer = new StreamWriter(Path.Combine(folder, table.Name + ".csv")) { NewLine = "\r\n" };
            writer.WriteLine(string.Join(',', table.Columns.Select(column => column.Name)));
            reader.ForEach(table, "", row =>
            {
                for (var column = 0; column < row.FieldCount; column++)
                {
                    if (column > 0)
                        writer.Write(',');
                    writer.Write(Field(row, column));
                }
                writer.WriteLine();
            });
        }
    });

    private static string Field(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => "",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string { Length: > 0 } text when text.AsSpan().IndexOfAny(",\"\r\n") < 0 => text,
        var other => $"\"{other.ToString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
    };
}
