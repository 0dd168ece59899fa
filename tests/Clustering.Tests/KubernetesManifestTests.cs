using k8s;
using k8s.Models;

namespace MessageCenter.Clustering.Tests;

/// <summary>
/// The manifests are read by the typed client, which knows every field of the API and refuses others; what one document calls
/// another by has to exist.
/// </summary>
public sealed class KubernetesManifestTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "kubernetes.yaml"));

    private static readonly List<object> Documents = KubernetesYaml.LoadAllFromString(Text, typeMap: null, strict: true);

    [Fact]
    public void Every_document_is_one_that_the_api_knows()
    {
        Assert.Equal(Text.Split("\n---\n").Length, Documents.Count);
        Assert.All(Documents, document => Assert.IsAssignableFrom<IKubernetesObject<V1ObjectMeta>>(document));
    }

    [Fact]
    public void A_field_that_the_api_does_not_know_is_refused() => Assert.ThrowsAny<Exception>(
        () => KubernetesYaml.LoadAllFromString(Text.Replace("replicas: 3", "replica: 3", StringComparison.Ordinal), typeMap: null, strict: true));

    [Fact]
    public void Everything_but_the_namespace_is_in_the_namespace()
    {
        var own = Assert.Single(Documents.OfType<V1Namespace>()).Name();
        Assert.All(
            Documents.OfType<IKubernetesObject<V1ObjectMeta>>().Where(document => document is not V1Namespace),
            document => Assert.Equal(own, document.Metadata.NamespaceProperty));
    }

    [Fact]
    public void Selectors_find_the_pods_that_they_mean()
    {
        foreach (var deployment in Documents.OfType<V1Deployment>())
        {
            Assert.Subset(Labels(deployment), Pairs(deployment.Spec.Selector.MatchLabels));
        }
        var budget = Assert.Single(Documents.OfType<V1PodDisruptionBudget>());
        Assert.Subset(Labels(Deployment("silo")), Pairs(budget.Spec.Selector.MatchLabels));
        var service = Assert.Single(Documents.OfType<V1Service>());
        Assert.Subset(Labels(Deployment("web-front")), Pairs(service.Spec.Selector));
        var rule = Assert.Single(Documents.OfType<V1Ingress>()).Spec.Rules[0].Http.Paths[0].Backend.Service;
        Assert.Equal(service.Name(), rule.Name);
        Assert.Contains(service.Spec.Ports, port => port.Name == rule.Port.Name);
        Assert.Subset(PortsOf("web-front"), service.Spec.Ports.Select(port => port.TargetPort.Value).ToHashSet());
    }

    [Fact]
    public void Probes_and_policies_name_ports_that_the_containers_have()
    {
        foreach (var deployment in Documents.OfType<V1Deployment>())
        {
            var container = Assert.Single(deployment.Spec.Template.Spec.Containers);
            foreach (var probe in new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe })
            {
                Assert.Contains(container.Ports, port => port.Name == probe.HttpGet.Port.Value);
            }
        }
        var policy = Assert.Single(Documents.OfType<V1NetworkPolicy>());
        Assert.Subset(PortsOf("silo"), policy.Spec.Ingress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value).ToHashSet());
    }

    [Fact]
    public void A_silo_is_told_the_cluster_that_its_labels_name()
    {
        var silo = Deployment("silo");
        var settings = silo.Spec.Template.Spec.Containers[0].Env.ToDictionary(one => one.Name, one => one.Value);
        Assert.Equal(new ClusterSettings().Id, settings["ORLEANS_CLUSTER_ID"]);
        Assert.Equal(settings["ORLEANS_CLUSTER_ID"], silo.Spec.Template.Metadata.Labels["orleans/clusterId"]);
        Assert.Equal(settings["ORLEANS_SERVICE_ID"], silo.Spec.Template.Metadata.Labels["orleans/serviceId"]);
        Assert.Equal("silo", silo.Spec.Template.Spec.ServiceAccountName);
    }

    private static V1Deployment Deployment(string name) =>
        Documents.OfType<V1Deployment>().Single(deployment => deployment.Name() == name);

    private static HashSet<string> PortsOf(string name) =>
        [.. Deployment(name).Spec.Template.Spec.Containers[0].Ports.Select(port => port.Name)];

    private static HashSet<string> Labels(V1Deployment deployment) => Pairs(deployment.Spec.Template.Metadata.Labels);

    private static HashSet<string> Pairs(IDictionary<string, string> labels) =>
        [.. labels.Select(label => $"{label.Key}={label.Value}")];
}
