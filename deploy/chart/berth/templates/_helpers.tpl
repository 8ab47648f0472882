{{/* The templates below take (dict "root" $ "component" NAME "values" VALUES-OF-THE-COMPONENT). */}}

{{- define "berth.fullname" -}}
{{ printf "%s-%s" .root.Release.Name .component | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "berth.selector" -}}
app.kubernetes.io/name: berth
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "berth.labels" -}}
{{ include "berth.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end }}

{{- define "berth.metadata" -}}
name: {{ include "berth.fullname" . }}{{ .suffix }}
{{- if not .clusterWide }}
namespace: {{ .namespace | default .root.Release.Namespace }}
{{- end }}
labels:
  {{- include "berth.labels" . | nindent 2 }}
{{- end }}

{{/* What every pod has in common: nobody, nothing writable, nothing allowed. */}}
{{- define "berth.pod" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: { type: RuntimeDefault }
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- if .values.hostNetwork }}
hostNetwork: true
dnsPolicy: ClusterFirstWithHostNet
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "berth.container" -}}
name: {{ .component }}
image: {{ printf "%s:%s" .root.Values.image.repository (.root.Values.image.tag | default .root.Chart.AppVersion) }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- with .values.env }}
env:
  {{- toYaml . | nindent 2 }}
{{- end }}
resources:
  {{- toYaml .values.resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{/* Takes port, alive and ready in addition: the name of the port, and the addresses on it. */}}
{{- define "berth.probes" -}}
startupProbe:
  httpGet: { path: {{ .alive }}, port: {{ .port }} }
  periodSeconds: 1
  failureThreshold: 60
livenessProbe:
  httpGet: { path: {{ .alive }}, port: {{ .port }} }
  periodSeconds: 10
  timeoutSeconds: 6
readinessProbe:
  httpGet: { path: {{ .ready }}, port: {{ .port }} }
  periodSeconds: 5
{{- end }}

{{- define "berth.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
automountServiceAccountToken: false
{{- end }}

{{/* A role and who has it: takes rules in addition, and clusterWide, or namespace and suffix. */}}
{{- define "berth.role" -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .clusterWide | ternary "ClusterRole" "Role" }}
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
rules:
  {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .clusterWide | ternary "ClusterRoleBinding" "RoleBinding" }}
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .clusterWide | ternary "ClusterRole" "Role" }}
  name: {{ include "berth.fullname" . }}{{ .suffix }}
subjects:
  - kind: ServiceAccount
    name: {{ include "berth.fullname" . }}
    namespace: {{ .root.Release.Namespace }}
{{- end }}

{{/* The lease by which one of several acts. */}}
{{- define "berth.leaseRules" -}}
- { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create] }
- { apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [{{ include "berth.fullname" . }}], verbs: [get, update] }
{{- end }}

{{- define "berth.healthService" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
spec:
  selector:
    {{- include "berth.selector" . | nindent 4 }}
  ports:
    - { name: health, port: {{ .values.healthPort }}, targetPort: health, protocol: TCP }
{{- end }}

{{- define "berth.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
    {{- with .root.Values.serviceMonitor.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "berth.selector" . | nindent 6 }}
  endpoints:
    - { port: {{ .port }}, interval: {{ .root.Values.serviceMonitor.interval }} }
{{- end }}

{{/* Of several that take turns one may always be away. */}}
{{- define "berth.disruptionBudget" -}}
apiVersion: policy/{{ semverCompare ">=1.21-0" .root.Capabilities.KubeVersion.Version | ternary "v1" "v1beta1" }}
kind: PodDisruptionBudget
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "berth.selector" . | nindent 6 }}
{{- end }}

{{- define "berth.networkPolicyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "berth.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "berth.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
{{- end }}

{{- define "berth.fromMonitoring" -}}
- ports: [{ port: {{ .port }} }]
  from:
    {{- with .root.Values.networkPolicy.monitoringNamespace }}
    - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: {{ . }} } }
    {{- else }}
    - namespaceSelector: {}
    {{- end }}
{{- end }}

{{- define "berth.toApiServer" -}}
- ports:
    {{- range .root.Values.networkPolicy.apiServerPorts }}
    - { port: {{ . }} }
    {{- end }}
{{- end }}

{{- define "berth.toNames" -}}
- ports: [{ port: 53 }, { port: 53, protocol: UDP }]
{{- end }}
