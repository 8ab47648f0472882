using System.Globalization;

namespace Berth.Emulation.Processes;

/// <summary>
/// Context switches of the threads that a process has now. The kernel counts them by thread and writes them at the end of a long file, so that is read only for threads that have run since
/// the last look, which a short file tells.
/// </summary>
internal sealed class ThreadSwitches(int pid) : IDisposable
{
    private const int Runs = 2;

    private readonly string _folder = $"/proc/{pid}/task";
    private readonly Dictionary<int, OneThread> _threads = [];

    /// <summary>Their sums.</summary>
    /// <param name="threads">How many threads the process has.</param>
    /// <param name="buffer">For what is read.</param>
    /// <exception cref="IOException">The process has ended.</exception>
    internal (long Voluntary, long Involuntary) Take(long threads, ref byte[] buffer)
    {
        if (threads != _threads.Count || !TrySum(ref buffer, out var sum))
        {
            List();
            // One that ends in this moment counts the next time.
            TrySum(ref buffer, out sum);
        }
        return sum;
    }

    private bool TrySum(ref byte[] buffer, out (long Voluntary, long Involuntary) sum)
    {
        sum = default;
        var all = true;
        foreach (var thread in _threads.Values)
            try
            {
                thread.Look(ref buffer);
                sum = (sum.Voluntary + thread.Voluntary, sum.Involuntary + thread.Involuntary);
            }
            catch (IOException)
            {
                all = false;
            }
        return all;
    }

    private void List()
    {
        var living = Directory.EnumerateDirectories(_folder).Select(path => int.Parse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture)).ToHashSet();
        foreach (var (thread, files) in _threads)
            if (!living.Contains(thread))
            {
                files.Dispose();
                _threads.Remove(thread);
            }
        foreach (var thread in living)
            if (!_threads.ContainsKey(thread))
                try
                {
                    _threads.Add(thread, new($"{_folder}/{thread}"));
                }
                catch (IOException)
                {
                    // It has ended since.
                }
    }

    public void Dispose()
    {
        foreach (var thread in _threads.Values)
            thread.Dispose();
        _threads.Clear();
    }

    private sealed class OneThread : IDisposable
    {
        private readonly ProcFile _status;
        private readonly ProcFile? _runs;
        private long _lastRuns = -1;

        internal OneThread(string folder)
        {
            _status = new($"{folder}/status");
            // Kernels without scheduler statistics have no such file.
            _runs = File.Exists($"{folder}/schedstat") ? new($"{folder}/schedstat") : null;
        }

        internal long Voluntary { get; private set; }

        internal long Involuntary { get; private set; }

        internal void Look(ref byte[] buffer)
        {
            var runs = _runs is null ? _lastRuns : ProcFile.Field(_runs.Read(ref buffer), Runs);
            if (runs >= 0 && runs == _lastRuns)
                return;
            _lastRuns = runs;
            var status = _status.Read(ref buffer);
            Voluntary = ProcFile.Value(status, "voluntary_ctxt_switches:"u8);
            Involuntary = ProcFile.Value(status, "nonvoluntary_ctxt_switches:"u8);
        }

        public void Dispose()
        {
            _status.Dispose();
            _runs?.Dispose();
        }
    }
}
