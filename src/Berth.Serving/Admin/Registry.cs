using System.Net;
using System.Net.Sockets;
using Berth.Serving.Back;
using Berth.Serving.Dispatch;
using Berth.Serving.Loop;

namespace Berth.Serving.Admin;

/// <summary>Registers replicas by name, and keeps them in the state file.</summary>
internal sealed class Registry(EventLoop loop, Dispatcher dispatcher, StateFile file, int usualSlots)
{
    private const int MostSlots = 10_000;

    internal Replica? Find(string name) => dispatcher.Replicas.FirstOrDefault(replica => replica.Name == name && replica.State != ReplicaState.Draining);

    /// <summary>One that is on its way out, and has not answered everything yet.</summary>
    internal Replica? FindDraining(string name) => dispatcher.Replicas.FirstOrDefault(replica => replica.Name == name && replica.State == ReplicaState.Draining);

    /// <summary>Takes over what the state file keeps.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal void Restore()
    {
        foreach (var kept in file.Read())
            if (Register(kept.Name, new(kept.Url, kept.Slots), out _) is { } wrong)
                throw new IOException($"the state file keeps a replica that cannot be registered: {wrong}");
    }

    /// <summary>Adds or changes a replica and keeps it.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    /// <exception cref="IOException">The state file cannot be written.</exception>
    internal string? Put(string name, ReplicaRequest request, out bool isNew)
    {
        var wrong = Register(name, request, out isNew);
        if (wrong is null)
            file.Write(dispatcher.Replicas);
        return wrong;
    }

    /// <summary>Has a replica go when its last answer is out, or at once.</summary>
    /// <exception cref="IOException">The state file cannot be written.</exception>
    internal void Delete(Replica replica, bool now)
    {
        if (now)
            dispatcher.Remove(replica, ((ReplicaLink)replica.Link).Carried, loop.Now);
        else
            dispatcher.Drain(replica, loop.Now);
        file.Write(dispatcher.Replicas);
    }

    private string? Register(string name, ReplicaRequest request, out bool isNew)
    {
        var present = Find(name);
        isNew = present is null;
        var slots = request.Slots ?? present?.Slots ?? usualSlots;
        if (name.Length is 0 or > 200 || name.Any(character => char.IsControl(character) || character == '/'))
            return "a name has 1 to 200 characters and no slash";
        if (slots is < 1 or > MostSlots)
            return $"slots are 1 to {MostSlots}";
        var url = request.Url ?? present?.Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
            return $"'{url}' is no address of a replica, such as http://127.0.0.1:9001";
        if (present is not null && present.Url == url)
        {
            dispatcher.Resize(present, slots, loop.Now);
            return null;
        }
        if (Resolve(address) is not { } end)
            return $"'{address.DnsSafeHost}' is not known";
        if (present is not null)
            dispatcher.Drain(present, loop.Now);
        var replica = new Replica(name, url!, slots);
        replica.Link = new ReplicaLink(loop, dispatcher, replica, end);
        dispatcher.Add(replica);
        return null;
    }

    private static IPEndPoint? Resolve(Uri address)
    {
        if (IPAddress.TryParse(address.DnsSafeHost, out var literal))
            return new(literal, address.Port);
        try
        {
            var found = Dns.GetHostAddresses(address.DnsSafeHost);
            return found.Length == 0 ? null : new(found.OrderBy(each => each.AddressFamily != AddressFamily.InterNetwork).First(), address.Port);
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            return null;
        }
    }
}
