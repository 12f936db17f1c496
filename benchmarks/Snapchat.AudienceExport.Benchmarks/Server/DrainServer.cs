using System.Net;
using System.Net.Sockets;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>
/// A server that answers what an export asks as cheaply as it can: it reads bodies, drops them, and says that everything was taken.
/// It runs in a process of its own, so that its work and its garbage are not those of what is measured.
/// </summary>
internal static class DrainServer
{
    private const int Backlog = 64;

    /// <summary>Serves until standard input ends, which it does when the process that started this one is gone.</summary>
    public static int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        Console.Out.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        Start(() => Accept(listener));
        Console.In.ReadToEnd();
        return 0;
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            Socket socket = listener.Accept();
            socket.NoDelay = true;

            // A thread that waits in the kernel costs less than the turns of an event loop.
            Start(() => Serve(socket));
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                new DrainConnection(socket).Serve();
            }
            catch (SocketException)
            {
                // The client went away, as it may.
            }
        }
    }

    private static void Start(ThreadStart work) => new Thread(work) { IsBackground = true }.Start();
}
